package vektra.dryrun;

import vektra.spi.Progress;

/** Passes on what a real run would warn of, as such. */
public record DryRunProgress(Progress real) implements Progress {
    @Override
    public void doing(String doing) {
        real.doing(doing);
    }

    @Override
    public void warn(String message) {
        real.warn("a real run would report: " + message);
    }
}
