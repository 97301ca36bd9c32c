package vektra.monitors.line;

import java.util.List;
import vektra.model.monitor.Event;

/** How events are written as lines. For one thread at a time. */
public interface LineForm {
    /** The lines of an event, each without its end; none when the form has none for it. */
    List<String> lines(Event event);
}
