package vektra.manifest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Form;
import vektra.manifest.text.Position;
import vektra.manifest.text.Tree;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedProcess;
import vektra.manifest.wanted.WantedRun;
import vektra.model.service.HostPort;
import vektra.model.text.Shown;

/** How the services of a {@code convox.yml} are started. */
final class ConvoxProcesses {
    private static final String COMMAND = "command";
    private static final String PORT = "port";

    private ConvoxProcesses() {}

    static WantedRun read(Form form) {
        List<WantedProcess> processes = new ArrayList<>();
        form.forms("services").forEach((name, service) -> {
            Position at = service.at();
            if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
                throw Form.wrong(
                        at, "the service name " + Shown.quoted(name) + " is not valid", "letters, digits, - and _");
            }
            processes.add(new WantedProcess(at, name, command(service), port(service)));
        });
        return new WantedRun(processes, null);
    }

    /** A text is for a shell, a list has the words of a program. */
    private static @Nullable String command(Form service) {
        Tree tree = service.tree(COMMAND).orElse(null);
        if (tree instanceof Tree.Items) {
            return service.texts(COMMAND).stream()
                    .map(word -> "'" + word.text().replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
        }
        return service.text(COMMAND)
                .map(Value::text)
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    /** Such as {@code 3000}, {@code https:3000}, or a map with a port. */
    private static int port(Form service) {
        Tree tree = service.tree(PORT).orElse(null);
        Value port = tree instanceof Tree.Fields
                ? Form.of(tree, PORT).required(PORT)
                : service.text(PORT).orElse(null);
        if (port == null) {
            return 0;
        }
        String number = port.text().substring(port.text().indexOf(':') + 1);
        return HostPort.port(number)
                .orElseThrow(() -> Form.wrong(
                        port.at(),
                        Shown.quoted(port.text()) + " is not a port",
                        "a number of at most " + HostPort.GREATEST + ", such as 3000 or https:3000"));
    }
}
