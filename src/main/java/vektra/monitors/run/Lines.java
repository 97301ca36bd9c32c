package vektra.monitors.run;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Event;
import vektra.monitors.Monitors;
import vektra.monitors.line.FerretForm;
import vektra.monitors.line.LineForm;
import vektra.monitors.line.VektraForm;
import vektra.monitors.log.LogFile;
import vektra.monitors.log.LogLimits;

/** Where the lines of monitors go: into the log of the home, to who watches, and to the drains of an app. For any thread. */
public final class Lines implements Consumer<Event>, AutoCloseable {
    /** How lines are written for who watches and for drains; the log of the home always has Vektra's own form. */
    public enum Form {
        VEKTRA,
        FERRET
    }

    private final VektraForm own = new VektraForm(UnaryOperator.identity());
    private final LineForm form;
    private final @Nullable LogFile file;
    private final BiConsumer<String, String> watcher;
    private final Shipping shipping;
    private final Consumer<String> warn;

    private Lines(
            Form form,
            @Nullable LogFile file,
            BiConsumer<String, String> watcher,
            Shipping shipping,
            Consumer<String> warn) {
        this.form = form == Form.FERRET ? new FerretForm(UnaryOperator.identity()) : own;
        this.file = file;
        this.watcher = watcher;
        this.shipping = shipping;
        this.warn = warn;
    }

    /**
     * Opens the ways.
     *
     * @param logged whether the log of the home takes them, from which uptime is read
     * @param shipping the way to drains
     * @param watcher takes the name of the process and each line
     * @param warn takes what stands in the way of writing
     */
    public static Lines open(
            Monitors monitors,
            Form form,
            boolean logged,
            Shipping shipping,
            BiConsumer<String, String> watcher,
            Consumer<String> warn) {
        LogFile file = logged ? new LogFile(monitors.files(), LogLimits.USUAL, monitors.clock(), warn) : null;
        return new Lines(form, file, watcher, shipping, warn);
    }

    @Override
    public synchronized void accept(Event event) {
        if (file != null) {
            file.append(own.line(event));
        }
        String process = event.attempt().monitor();
        List<String> lines = form.lines(event);
        lines.forEach(line -> watcher.accept(process, line));
        shipping.ship(process, lines);
    }

    /** How many lines the log of the home lacks. */
    public long dropped() {
        return file == null ? 0 : file.dropped();
    }

    @Override
    public synchronized void close() {
        shipping.close(warn);
        if (file != null) {
            file.close();
        }
    }
}
