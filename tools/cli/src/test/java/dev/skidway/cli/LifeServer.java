package dev.skidway.cli;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackupHold;
import dev.skidway.journal.HoldLimits;
import dev.skidway.journal.JournalError;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server stepped by the test: it lives on whenever the copy says that it goes on. */
final class LifeServer implements BackupServer {

    private final Life life;
    private final Path folder;
    private final HoldLimits limits;
    private final Runnable meanwhile;
    private @Nullable BackupHold hold;

    LifeServer(Life life, Path folder, HoldLimits limits, Runnable meanwhile) {
        this.life = life;
        this.folder = folder;
        this.limits = limits;
        this.meanwhile = meanwhile;
    }

    @Override
    public String name() {
        return "a server under test";
    }

    @Override
    public Held begin() {
        BackupHold begun = life.storage().hold(limits);
        hold = begun;
        life.round();
        return new Held(folder, begun.plan().join());
    }

    @Override
    public void touch() {
        meanwhile.run();
        held().touch();
    }

    @Override
    public void checkHeld() {
        String lost = held().lostBecause();
        if (lost != null) {
            throw new SkidwayException(JournalError.BACKUP_LOST, Severity.RETRY, lost);
        }
    }

    @Override
    public void end() {
        checkHeld();
        close();
    }

    @Override
    public void close() {
        if (hold != null) {
            hold.close();
        }
        life.round();
    }

    private BackupHold held() {
        return Objects.requireNonNull(hold, "nothing is held");
    }
}
