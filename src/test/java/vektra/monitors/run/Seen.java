package vektra.monitors.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vektra.model.monitor.Event;

/** What an observer has seen, as short lines. */
final class Seen implements Consumer<Event> {
    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void accept(Event event) {
        events.add(event);
    }

    synchronized List<String> lines() {
        return events.stream().map(Seen::line).toList();
    }

    synchronized List<Event.Finish> finishes() {
        return events.stream()
                .filter(Event.Finish.class::isInstance)
                .map(Event.Finish.class::cast)
                .toList();
    }

    synchronized List<String> output() {
        return events.stream()
                .filter(Event.Output.class::isInstance)
                .map(event -> ((Event.Output) event).line())
                .toList();
    }

    synchronized void clear() {
        events.clear();
    }

    private static String line(Event event) {
        String head = event.attempt().source() + " " + event.attempt().index() + " ";
        if (event instanceof Event.Finish finish) {
            String reason = finish.reason() == null ? "" : " " + finish.reason();
            return head + finish.status().word() + (finish.last() ? "" : ", again") + reason;
        }
        return head
                + (event instanceof Event.Output output
                        ? output.line()
                        : event instanceof Event.Start ? "start" : "stop");
    }
}
