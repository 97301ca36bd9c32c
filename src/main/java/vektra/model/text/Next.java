package vektra.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be done next: {@code vektra addons:detach DATABASE -a note} on the command line, a method and a path in HTTP.
 *
 * @param verb as the command line calls it, such as {@code addons:detach}
 * @param arguments what it is about, in order
 * @param inputs what is typed after them
 * @param options of the service, which are typed last
 * @param known what a command finds out by itself and a request must say
 */
public record Next(String verb, List<String> arguments, List<Input> inputs, List<Input> options, List<Input> known)
        implements Text.Part {
    public Next {
        arguments = List.copyOf(arguments);
        inputs = List.copyOf(inputs);
        options = List.copyOf(options);
        known = List.copyOf(known);
    }

    public static Next of(String verb, Object... arguments) {
        List<String> words = Stream.of(arguments).map(Object::toString).toList();
        return new Next(verb, words, List.of(), List.of(), List.of());
    }

    /** For that app, where there is one. */
    public Next app(@Nullable Object app) {
        return app == null ? this : with(Input.APP, app);
    }

    public Next with(String flag) {
        return with(Input.of(flag));
    }

    public Next with(String input, Object value) {
        return with(Input.of(input, value));
    }

    private Next with(Input input) {
        return new Next(verb, arguments, and(inputs, input), options, known);
    }

    /** With an option of the service. */
    public Next option(String option, Object value) {
        return new Next(verb, arguments, inputs, and(options, Input.of(option, value)), known);
    }

    /** With what only a request must say, such as the app of an add-on; null when that is not known. */
    public Next knowing(String input, @Nullable Object value) {
        return value == null ? this : new Next(verb, arguments, inputs, options, and(known, Input.of(input, value)));
    }

    /** Whether that input is among what is typed or known. */
    public Optional<Input> input(String name) {
        return Stream.concat(inputs.stream(), known.stream())
                .filter(input -> input.name().equals(name))
                .findFirst();
    }

    /** As it is typed. */
    @Override
    public String toString() {
        StringBuilder typed = new StringBuilder("vektra ").append(verb);
        arguments.forEach(argument -> typed.append(' ').append(Input.quoted(argument)));
        inputs.forEach(input -> typed.append(' ').append(input));
        if (!options.isEmpty()) {
            typed.append(" --");
            options.forEach(option -> typed.append(' ').append(option));
        }
        return typed.toString();
    }

    private static List<Input> and(List<Input> all, Input one) {
        List<Input> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }
}
