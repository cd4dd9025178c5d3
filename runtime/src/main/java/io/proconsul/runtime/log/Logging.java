package io.proconsul.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Sets up logging for the whole process and changes it while it runs. Made once, at start; any
 * thread may change the level or listen.
 */
public final class Logging implements AutoCloseable {
    /** What libraries say below this level is for their makers. */
    private static final List<String> LIBRARIES =
            List.of("org.apache.ratis", "io.netty", "org.xbill");

    /** More listeners than operators; each costs the formatting of every line. */
    static final int MAX_LISTENERS = 64;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private final PrintStream out;
    private final LineFormat format;
    private final @Nullable RotatingFile file;
    private volatile LogLevel level;

    private Logging(LogSettings settings, PrintStream out, @Nullable RotatingFile file) {
        this.out = out;
        this.file = file;
        this.format = settings.json() ? LineFormat.JSON : LineFormat.TEXT;
        this.level = settings.level();
    }

    /**
     * Starts logging.
     *
     * @throws IOException when the log file cannot be opened
     */
    public static Logging start(LogSettings settings, PrintStream out, Clock clock)
            throws IOException {
        LogSettings.Rotation rotation = settings.file();
        var logging =
                new Logging(
                        settings, out, rotation == null ? null : new RotatingFile(rotation, clock));
        logging.attach();
        return logging;
    }

    private void attach() {
        var sink =
                new AppenderBase<ILoggingEvent>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        distribute(event);
                    }
                };
        sink.setContext(context);
        sink.start();
        Logger root = root();
        root.detachAndStopAllAppenders();
        root.addAppender(sink);
        LIBRARIES.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        applyLevel();
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Runs under the appender's lock: one line at a time. */
    private void distribute(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(level.level())) {
            StringBuilder line = new StringBuilder(256).append("    ");
            format.append(line, event);
            out.append(line.append('\n')).flush();
            writeToFile(line.substring("    ".length()));
        }
        listeners.forEach(listener -> listener.hear(event));
    }

    private void writeToFile(String line) {
        if (file == null) {
            return;
        }
        try {
            file.write(line);
        } catch (IOException failure) {
            // Standard output is what is left to say it on; the line itself stands there already.
            out.println("    log file cannot be written: " + failure);
        }
    }

    public LogLevel level() {
        return level;
    }

    /** From now on, says more or less. */
    public void level(LogLevel newLevel) {
        level = newLevel;
        applyLevel();
    }

    /** Loggers let through what anybody wants to hear; everybody then picks. */
    private void applyLevel() {
        Level lowest = level.level();
        for (Listener listener : listeners) {
            Level wanted = listener.level.level();
            lowest = lowest.isGreaterOrEqual(wanted) ? wanted : lowest;
        }
        root().setLevel(lowest);
    }

    /**
     * Hears every line of that level from now on, until the returned handle is closed. The listener
     * runs under a lock of the log: it takes the line and returns.
     *
     * @param json lines are JSON objects
     * @throws IllegalStateException when more than {@value #MAX_LISTENERS} listen already
     */
    public AutoCloseable listen(LogLevel from, boolean json, Consumer<String> lines) {
        if (listeners.size() >= MAX_LISTENERS) {
            throw new IllegalStateException("more than " + MAX_LISTENERS + " log listeners");
        }
        var listener = new Listener(from, json ? LineFormat.JSON : LineFormat.TEXT, lines);
        listeners.add(listener);
        applyLevel();
        return () -> {
            listeners.remove(listener);
            applyLevel();
        };
    }

    @Override
    public void close() throws IOException {
        root().detachAndStopAllAppenders();
        if (file != null) {
            file.close();
        }
    }

    /** Somebody who watches. */
    private record Listener(LogLevel level, LineFormat format, Consumer<String> lines) {
        void hear(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(level.level())) {
                StringBuilder line = new StringBuilder(256);
                format.append(line, event);
                lines.accept(line.toString());
            }
        }
    }
}
