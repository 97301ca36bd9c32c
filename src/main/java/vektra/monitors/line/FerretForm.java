package vektra.monitors.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;

/**
 * Ferret's own form, for what reads its logs: a run that succeeds has four lines, one that fails also what the monitor
 * printed. It says nothing of an attempt that is followed by another but that it began, and nothing of one that does not
 * count. Quotes in the output are left as they are, since Ferret does that; a timeout has its {@code val=0}, which some
 * versions of Ferret forgot.
 */
public final class FerretForm implements LineForm {
    private final UnaryOperator<String> redacted;
    private final Map<String, Begun> running = new HashMap<>();

    private record Begun(String timeout, List<String> printed) {}

    public FerretForm(UnaryOperator<String> redacted) {
        this.redacted = redacted;
    }

    @Override
    public List<String> lines(Event event) {
        Attempt attempt = event.attempt();
        String run = "app=" + attempt.app() + " xid=" + attempt.xid() + " source=\"" + attempt.source() + "\" ";
        String head = run + "i=" + attempt.index() + " ";
        if (event instanceof Event.Start start) {
            running.put(attempt.xid(), new Begun(String.valueOf(start.timeout().toSeconds()), new ArrayList<>()));
            return List.of(head + "at=enter");
        }
        if (event instanceof Event.Output output) {
            Begun begun = running.get(attempt.xid());
            if (begun != null) {
                begun.printed().add(output.line());
            }
            return List.of();
        }
        if (event instanceof Event.Stop) {
            return List.of();
        }
        Begun begun = running.remove(attempt.xid());
        Event.Finish finish = (Event.Finish) event;
        if (!finish.last() || !finish.status().counts()) {
            return List.of();
        }
        return finished(finish, run, head, begun == null ? new Begun("0", List.of()) : begun);
    }

    private List<String> finished(Event.Finish finish, String run, String head, Begun begun) {
        boolean success = finish.status() == Status.SUCCESS;
        List<String> lines = new ArrayList<>();
        if (finish.status() == Status.TIMEOUT) {
            lines.add(run + "at=timeout val=" + begun.timeout());
        } else if (!success) {
            begun.printed()
                    .forEach(line -> lines.add(head + "at=failure out='"
                            + redacted.apply(line).strip().replace('\n', ' ') + "'"));
        }
        String status = finish.exit() == null ? "" : String.valueOf(finish.exit());
        lines.add(head + "status=" + status + " measure=" + (success ? "success" : "failure"));
        lines.add(head + "val=" + (success ? 100 : 0) + " measure=uptime");
        lines.add(head + "at=return val=" + VektraForm.seconds(finish.elapsed()) + " measure=time");
        return lines;
    }
}
