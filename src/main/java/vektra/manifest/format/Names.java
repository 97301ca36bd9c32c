package vektra.manifest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Form;
import vektra.manifest.text.Position;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedVariable;
import vektra.model.name.AppName;
import vektra.model.name.VarName;
import vektra.model.text.Shown;

/** The names that every format has, checked where they stand. */
final class Names {
    private Names() {}

    static AppName app(Value name) {
        return Form.checked(name.at(), () -> new AppName(name.text()));
    }

    /** The same where another tool allows more. */
    static AppName nearestApp(Value name) {
        return AppName.nearest(name.text()).orElseGet(() -> app(name));
    }

    /** The name of a resource, or of a part of one, as it may be written elsewhere. */
    static String word(String written) {
        return written.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Value type(Value type, String what) {
        if (type.text().isBlank()) {
            throw Form.wrong(type.at(), what + " has a blank type", "name a service");
        }
        return type;
    }

    static WantedVariable variable(Position at, String name, @Nullable Value value) {
        if (!VarName.isValid(name)) {
            throw Form.wrong(at, Shown.quoted(name) + " is not the name of a config var", VarName.EXPECTED);
        }
        return new WantedVariable(at, name, value);
    }

    /** One whose value has no references. */
    static WantedVariable plain(Position at, String name, @Nullable Value value) {
        return variable(at, name, value == null ? null : new Value(value.at(), escaped(value.text())));
    }

    /** One that gets a random value. */
    static WantedVariable generated(Position at, String name) {
        return new WantedVariable(at, variable(at, name, null).name(), null, true);
    }

    /** {@code K=v} is a default, {@code K=} an empty one, {@code K} must be set by the user. */
    static List<WantedVariable> environment(List<Value> lines) {
        List<WantedVariable> variables = new ArrayList<>();
        for (Value line : lines) {
            int equals = line.text().indexOf('=');
            String name = (equals < 0 ? line.text() : line.text().substring(0, equals)).strip();
            Value value = equals < 0 ? null : new Value(line.at(), line.text().substring(equals + 1));
            variables.add(variable(line.at(), name, value));
        }
        return variables;
    }

    /** A text in which nothing is replaced. */
    private static String escaped(String text) {
        return text.replace("${", "$${");
    }
}
