package vektra.spi;

import java.util.List;

/** Where work goes that no command should wait for. */
public interface Background {
    /**
     * Starts Vektra itself on the same home, as a process that outlives this one, says nothing and whose failure matters
     * nowhere; one that cannot be started is no error.
     *
     * @param arguments of the command line, such as {@code addons:spares SERVICE}
     */
    void run(List<String> arguments);
}
