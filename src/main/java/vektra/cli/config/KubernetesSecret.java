package vektra.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import vektra.model.name.AppName;

/** Variables as a Secret that {@code envFrom: [{secretRef: {name: APP}}]} gives to a container. */
final class KubernetesSecret {
    private KubernetesSecret() {}

    /** A document of YAML, with values in base64 and names in quotes: {@code NO} and {@code null} are names, too. */
    static String of(AppName app, Map<String, String> vars) {
        StringBuilder yaml = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"" + app
                + "\"\ntype: Opaque\ndata:" + (vars.isEmpty() ? " {}\n" : "\n"));
        new TreeMap<>(vars)
                .forEach((name, value) -> yaml.append(
                        "  \"" + name + "\": " + Base64.getEncoder().encodeToString(value.getBytes(UTF_8)) + "\n"));
        return yaml.toString();
    }
}
