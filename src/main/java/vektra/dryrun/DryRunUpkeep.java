package vektra.dryrun;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.spi.Upkeep;

/** Writes down which files would be put right. */
record DryRunUpkeep(Upkeep real, PlannedWrites words) implements Upkeep {
    /** Without locks, what a living process is writing looks like a leftover, too. */
    @Override
    public List<Untidy> untidy() {
        return seen();
    }

    @Override
    public List<Untidy> seen() {
        return real.seen();
    }

    @Override
    public boolean tidy(Untidy file) {
        words.tidies(file);
        return true;
    }

    @Override
    public Optional<Disk> disk(@Nullable Path folder) {
        return real.disk(folder);
    }

    @Override
    public List<String> deleteHome() {
        words.deletesHome();
        return List.of();
    }
}
