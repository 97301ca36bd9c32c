package vektra.monitors.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vektra.model.text.Masked;

/** Takes what is secret in the config vars of an app out of what its monitors print. */
record Redaction(List<String> secrets) {
    /** What is shorter is found in ordinary words. */
    private static final int SHORTEST = 4;

    static Redaction of(Map<String, String> vars) {
        return new Redaction(vars.entrySet().stream()
                .flatMap(var -> Masked.secrets(var.getKey(), var.getValue()).stream())
                // a key may have several lines, each of which is printed by itself
                .flatMap(secret -> Stream.concat(Stream.of(secret), secret.lines()))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    String of(String line) {
        String shown = line;
        for (String secret : secrets) {
            shown = shown.replace(secret, "****");
        }
        return shown;
    }
}
