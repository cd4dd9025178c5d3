package io.proconsul.agent.stored;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.json.JsonException;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.disk.Disk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Registrations in the data folder (configuration reference, section 10). */
public final class FolderStore implements RegistrationStore {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final Disk disk;
    private final Path folder;
    private final WriteBehind files;
    private final VerdictFiles verdicts;

    /**
     * @param threads starts each task on a thread of its own
     */
    public FolderStore(Disk disk, Path folder, Timers timers, Executor threads) {
        this.disk = disk;
        this.folder = folder;
        files = new WriteBehind(disk, folder, timers, threads);
        verdicts = new VerdictFiles(disk, folder, timers, threads);
    }

    @Override
    public Loaded load() throws IOException {
        files.recover();
        List<LocalService> services = read(FileNames.SERVICES, StoredJson::service);
        List<LocalCheck> checks = read(FileNames.CHECKS, StoredJson::check);
        return new Loaded(services, checks);
    }

    private interface Parser<T> {
        T parse(byte[] content) throws JsonException;
    }

    private <T> List<T> read(String name, Parser<T> parser) throws IOException {
        List<T> found = new ArrayList<>();
        for (Path file : disk.list(folder.resolve(name))) {
            if (file.toString().endsWith(".tmp")) {
                continue; // cut off while it was written
            }
            try {
                found.add(parser.parse(disk.read(file).orElse(new byte[0])));
            } catch (JsonException unreadable) {
                LOG.atError()
                        .addKeyValue("file", file)
                        .addKeyValue("error", unreadable.getMessage())
                        .log("Skipped a registration that cannot be read");
            }
        }
        return found;
    }

    @Override
    public CompletableFuture<Void> write(Changes changes) {
        List<FileChange> list = new ArrayList<>();
        for (LocalService service : changes.services()) {
            list.add(new FileChange(FileNames.service(service.id()), StoredJson.service(service)));
        }
        for (LocalCheck check : changes.checks()) {
            list.add(new FileChange(FileNames.check(check.id()), StoredJson.check(check)));
        }
        for (String id : changes.goneServices()) {
            list.add(new FileChange(FileNames.service(id), null));
        }
        for (String id : changes.goneChecks()) {
            list.add(new FileChange(FileNames.check(id), null));
            verdicts.forget(id);
        }
        return list.isEmpty() ? CompletableFuture.completedFuture(null) : files.write(list);
    }

    @Override
    public void remember(StoredVerdict verdict) {
        verdicts.remember(verdict);
    }

    @Override
    public Optional<StoredVerdict> verdictOf(String checkId) {
        return verdicts.read(checkId);
    }

    @Override
    public void forgetVerdict(String checkId) {
        verdicts.forget(checkId);
    }

    @Override
    public CompletableFuture<Void> stop() {
        return CompletableFuture.allOf(verdicts.stop(), files.stop());
    }
}
