package vektra.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vektra.mcp.Tool;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** What a command takes as the fields of an object, and such an object as the words of its command line. */
final class ToolSchema {
    /** The field for the options of a service, which only exist once it is named. */
    static final String OPTIONS = "options";

    private final Map<String, ArgSpec> fields = new LinkedHashMap<>();
    private final Offer offer;
    private final boolean ofServices;

    /** @param ofServices whether it takes the options of a service */
    ToolSchema(CommandSpec spec, Offer offer, boolean ofServices) {
        this.offer = offer;
        this.ofServices = ofServices;
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            fields.put(field(argument.paramLabel()), argument);
        }
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            if (!offer.hides(name)) {
                fields.put(field(name.replaceFirst("^--", "")), option);
            }
        }
    }

    private static String field(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        fields.forEach((name, spec) -> {
            properties.put(name, property(spec));
            if (spec instanceof PositionalParamSpec && spec.required()) {
                required.add(name);
            }
        });
        if (ofServices) {
            properties.put(
                    OPTIONS,
                    Map.of(
                            "type", "object",
                            "description", "options of the service by name, which addons_options lists",
                            "additionalProperties", Map.of("type", List.of("string", "boolean", "number"))));
        }
        return Tool.schema(properties, required);
    }

    private static Map<String, Object> property(ArgSpec spec) {
        Map<String, Object> property = new LinkedHashMap<>();
        if (takesSeveral(spec)) {
            property.put("type", "array");
            property.put("items", Map.of("type", "string"));
        } else {
            property.put("type", isFlag(spec) ? "boolean" : "string");
        }
        String label = isFlag(spec) ? "" : spec.paramLabel() + ": ";
        property.put("description", label + String.join(" ", spec.description()).replace("%%", "%"));
        return property;
    }

    private static boolean isFlag(ArgSpec spec) {
        return spec.type() == boolean.class || spec.type() == Boolean.class;
    }

    private static boolean takesSeveral(ArgSpec spec) {
        return spec.type().isArray();
    }

    /** The words: options first, and then what no option can be mistaken for. */
    List<String> words(Map<String, @Nullable Object> given) {
        List<String> options = new ArrayList<>();
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            ArgSpec spec = fields.get(name);
            if (value == null) {
                return;
            }
            if (ofServices && name.equals(OPTIONS) && value instanceof Map<?, ?> more) {
                more.forEach((option, set) -> options.addAll(option(ofService(String.valueOf(option)), set)));
            } else if (spec instanceof OptionSpec option) {
                options.addAll(option(option.longestName(), value));
            } else if (spec == null) {
                throw VektraException.invalid(
                        "no argument " + Shown.quoted(name),
                        fields.isEmpty() ? "this takes none" : Nearest.hint(name, fields.keySet()));
            } else {
                arguments.put(name, takesSeveral(spec) ? texts(value) : List.of(one(name, value)));
            }
        });
        if (!arguments.isEmpty()) {
            options.add("--");
        }
        fields.keySet().forEach(name -> options.addAll(arguments.getOrDefault(name, List.of())));
        return options;
    }

    /** What is hidden of the command's own options stays hidden. */
    private String ofService(String name) {
        String option = "--" + name;
        if (!name.matches("[a-z][a-z0-9-]*") || offer.hides(option)) {
            throw VektraException.invalid("no option " + Shown.quoted(name) + " of the service", "see: addons_options");
        }
        return option;
    }

    /** One word: a value of its own could be taken for another option, such as a confirmation. */
    private static List<String> option(String name, @Nullable Object value) {
        if (value instanceof Boolean set) {
            return set ? List.of(name) : List.of();
        }
        return List.of(name + "=" + one(name, value));
    }

    private static String one(String name, @Nullable Object value) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            throw VektraException.invalid(Shown.plain(name) + " takes one value, not several", null);
        }
        return String.valueOf(value);
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }
}
