package io.proconsul.server;

import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.server.snapshot.OtherSnapshots;

import java.util.Optional;

/** There is a datacenter dc2; whoever is asked refuses by saying who was asked. */
final class FarSnapshots implements OtherSnapshots {
    @Override
    public SnapshotService server(String address) {
        return SnapshotService.refusing(address);
    }

    @Override
    public Optional<SnapshotService> datacenter(String name) {
        return name.equals("dc2")
                ? Optional.of(SnapshotService.refusing("asked dc2"))
                : Optional.empty();
    }
}
