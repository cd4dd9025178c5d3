package io.proconsul.agent.exec;

import io.proconsul.agent.check.script.Program;
import io.proconsul.runtime.disk.Disk;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** One job on this node, from its key to its exit code. Blocks the thread that runs it. */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    /** Of a program that could not be started, or whose output could not be stored. */
    private static final int NOT_CARRIED_OUT = 255;

    /** Of a program of which nobody knows how it ended. */
    private static final int UNKNOWN = 1;

    /** By up to this part of it a sign of life comes earlier than asked for. */
    private static final int JITTER_PART = 16;

    private final JobKeys keys;
    private final String shell;
    private final ExecSurroundings around;

    JobRun(JobKeys keys, String shell, ExecSurroundings around) {
        this.keys = keys;
        this.shell = shell;
        this.around = around;
    }

    void run() {
        JobSpec spec = keys.fetch().orElse(null);
        if (spec != null && keys.acknowledge()) {
            keys.exit(carryOut(spec));
        }
    }

    private int carryOut(JobSpec spec) {
        if (!spec.isScript()) {
            return follow(spec, spec.command());
        }
        Disk disk = around.disk();
        Path script = null;
        try {
            script = disk.temporaryProgram("rexec", spec.scriptBytes());
            return follow(spec, script.toString());
        } catch (IOException failure) {
            return notCarriedOut("failed to make tmp file", failure);
        } finally {
            delete(disk, script);
        }
    }

    private static void delete(Disk disk, @Nullable Path script) {
        try {
            if (script != null) {
                disk.delete(script);
            }
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("script", script)
                    .addKeyValue("error", failure.getMessage())
                    .log("A script that was run is left behind");
        }
    }

    private int follow(JobSpec spec, String line) {
        LOG.atInfo().addKeyValue("script", line).log("remote exec script");
        var output =
                new OutputStore(heartbeat(spec), around.clock(), around.timers(), keys::output);
        Program program;
        try {
            program = Program.start(spec.words(shell, line), output, around.threads());
        } catch (IOException failure) {
            return notCarriedOut("failed to start remote exec", failure);
        }
        output.start();
        int exit = exit(program);
        return output.end().join() ? exit : NOT_CARRIED_OUT;
    }

    private Duration heartbeat(JobSpec spec) {
        Duration asked = spec.heartbeat();
        return asked.minus(around.chance().upTo(asked.dividedBy(JITTER_PART)));
    }

    private static int exit(Program program) {
        try {
            return program.exit().join();
        } catch (CompletionException unknown) {
            return UNKNOWN;
        }
    }

    private static int notCarriedOut(String problem, IOException failure) {
        LOG.atDebug().addKeyValue("error", failure.getMessage()).log(problem);
        return NOT_CARRIED_OUT;
    }
}
