package io.proconsul.cli;

import io.proconsul.config.AgentFlags;
import io.proconsul.config.ConfigException;
import io.proconsul.config.ConfigLoader;
import io.proconsul.config.Machine;
import io.proconsul.config.flag.FlagException;

import java.util.List;

/**
 * Which of its two roles an agent is going to have, read from its configuration as it will read it.
 * The launcher asks before it chooses flags for the JVM: those of a client would be wrong for a
 * server, and a file may say so as well as a flag.
 */
enum AgentRole {
    CLIENT,
    SERVER;

    /**
     * @param words the flags of the agent command
     * @return a server also where the agent will not start; it then says why
     */
    static AgentRole of(List<String> words) {
        var flags = new AgentFlags();
        try {
            flags.parse(words);
            var loaded = new ConfigLoader(Machine.system()).load(flags.input());
            return loaded.config().node().server() ? SERVER : CLIENT;
        } catch (FlagException | ConfigException wrong) {
            return SERVER;
        }
    }

    /** The word the launcher reads. */
    String word() {
        return this == CLIENT ? "client" : "server";
    }
}
