package io.proconsul.cli.exec;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.follow.SessionKeeper;
import io.proconsul.json.JsonWriter;

/**
 * The session under which asker and nodes meet. In another datacenter our own node is unknown;
 * there the session belongs to one of its servers and lives by its time to live alone.
 *
 * @param foreign whether it is in another datacenter than the agent
 */
record Rendezvous(AgentClient agent, SessionKeeper session, boolean foreign) {
    static Rendezvous of(AgentClient agent, Terminal terminal, JsonAnswer config, String datacenter)
            throws CommandException {
        String here = config.text("Datacenter");
        boolean foreign = !datacenter.isEmpty() && !datacenter.equals(here);
        var json = new JsonWriter().beginObject().name("Behavior").string("delete");
        try {
            if (foreign) {
                json.name("Checks").beginArray().endArray();
                json.name("Name").string("Remote Exec via " + config.text("NodeName") + "@" + here);
                json.name("Node").string(serverOf(agent));
            } else {
                json.name("Name").string("Remote Exec");
            }
            return new Rendezvous(
                    agent, SessionKeeper.create(agent, terminal.machine(), json), foreign);
        } catch (ApiException failure) {
            throw new CommandException("Failed to create session: " + failure.getMessage());
        }
    }

    private static String serverOf(AgentClient agent) throws ApiException {
        ApiRequest request = ApiRequest.get("/v1/health/service/consul").with("passing", "1");
        for (JsonAnswer instance : JsonAnswer.of(agent.call(request)).elements()) {
            return instance.member("Node").text("Node");
        }
        throw new ApiException("Failed to find Consul server in remote datacenter");
    }
}
