package io.proconsul.agent.exec;

import io.proconsul.agent.event.UserEvent;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.json.JsonException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Semaphore;

/** Takes jobs of {@code consul exec} and runs each on a thread of its own. Any thread. */
public final class RemoteExec {
    /** Jobs that run at once; one that comes on top is not taken, which its asker sees. */
    static final int MAX_JOBS = 64;

    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final NodeIdentity node;
    private final String shell;
    private final ExecSurroundings around;
    private final Semaphore free = new Semaphore(MAX_JOBS);

    /**
     * @param shell runs commands and scripts
     */
    public RemoteExec(NodeIdentity node, String shell, ExecSurroundings around) {
        this.node = node;
        this.shell = shell;
        this.around = around;
    }

    /** Does nothing for an event that asks for a job, where jobs are not allowed. */
    public static void refuse(UserEvent event) {
        LOG.atInfo()
                .addKeyValue("event_name", event.name())
                .addKeyValue("event_id", event.id())
                .log("ignoring remote exec event, disabled.");
    }

    /** Gossip has brought an event that asks for a job. */
    public void heard(UserEvent event) {
        LOG.atDebug().addKeyValue("id", event.id()).log("received remote exec event");
        byte[] payload = event.payload();
        JobPlace place;
        try {
            place = JobPlace.read(payload == null ? new byte[0] : payload);
        } catch (JsonException malformed) {
            LOG.atError()
                    .addKeyValue("error", malformed.getMessage())
                    .log("failed to decode remote exec event");
            return;
        }
        if (free.tryAcquire()) {
            around.threads().execute(() -> run(place));
        } else {
            LOG.atError()
                    .addKeyValue("id", event.id())
                    .addKeyValue("limit", MAX_JOBS)
                    .log("remote exec job not taken, too many run already");
        }
    }

    private void run(JobPlace place) {
        try {
            var keys = new JobKeys(node, around.caller(), around.tokens(), place);
            new JobRun(keys, shell, around).run();
        } finally {
            free.release();
        }
    }
}
