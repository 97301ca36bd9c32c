package vektra.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Client;
import vektra.model.text.VektraException;

/** The AWS CLI of this machine, which reads from its environment what it logs in with. */
public final class AwsCli {
    private static final String PROGRAM = "aws";

    private AwsCli() {}

    /**
     * The client with a command to look at what an add-on has. Without the program it is UNAVAILABLE, with what to type.
     *
     * @param variables of which those are taken that the program reads
     * @param authority the file to verify a server by that requires TLS; null for another
     */
    public static Client of(
            String endpoint, List<String> words, Map<String, String> variables, @Nullable Path authority) {
        List<String> arguments = arguments(endpoint, words);
        Path program = Programs.onPath(PROGRAM)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> VektraException.unavailable(
                        "no AWS CLI is on this machine",
                        "install it (Debian: apt install awscli), then again; or with the app's variables: "
                                + shown(endpoint, words),
                        null));
        Map<String, String> environment = new TreeMap<>(variables);
        environment.keySet().removeIf(name -> !name.startsWith("AWS_"));
        if (authority != null) {
            environment.put("AWS_CA_BUNDLE", authority.toString());
        }
        arguments.add(0, program.toString());
        return new Client(List.copyOf(arguments), environment);
    }

    /** The same as people type it, with the app's variables around it. */
    public static String shown(String endpoint, List<String> words) {
        return PROGRAM + " " + String.join(" ", arguments(endpoint, words));
    }

    /** Also for versions that read no endpoint from their environment. */
    private static List<String> arguments(String endpoint, List<String> words) {
        List<String> arguments = new ArrayList<>(List.of("--endpoint-url", endpoint));
        arguments.addAll(words);
        return arguments;
    }
}
