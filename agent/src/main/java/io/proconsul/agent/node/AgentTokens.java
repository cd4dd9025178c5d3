package io.proconsul.agent.node;

/**
 * The secrets this agent uses when nobody gave one. They change while the agent runs (reload,
 * {@code /v1/agent/token}); any thread may read and set them. Empty means none.
 */
public final class AgentTokens {
    private volatile String user = "";
    private volatile String agent = "";
    private volatile String agentMaster = "";
    private volatile String replication = "";

    /**
     * For requests that carry no token, and for services registered without one ({@code default}).
     */
    public String user() {
        return user;
    }

    public void user(String secret) {
        user = secret;
    }

    /** For what the agent does on its own account; falls back to {@link #user()}. */
    public String agent() {
        String own = agent;
        return own.isEmpty() ? user : own;
    }

    public void agent(String secret) {
        agent = secret;
    }

    /** Lets its holder use this agent's own endpoints while no server answers. */
    public String agentMaster() {
        return agentMaster;
    }

    public void agentMaster(String secret) {
        agentMaster = secret;
    }

    /** For copying from the primary datacenter. */
    public String replication() {
        return replication;
    }

    public void replication(String secret) {
        replication = secret;
    }
}
