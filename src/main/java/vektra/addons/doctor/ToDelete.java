package vektra.addons.doctor;

import org.jspecify.annotations.Nullable;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** The one thing that may be deleted with its data, since it was named. */
final class ToDelete {
    private final @Nullable String name;
    private boolean found;

    /** @param name null for nothing */
    ToDelete(@Nullable String name) {
        this.name = name;
    }

    boolean is(String other) {
        boolean same = other.equals(name);
        found |= same;
        return same;
    }

    /** Refuses a name that nothing here has. */
    void requireFound() {
        if (name != null && !found) {
            throw VektraException.notFound(
                    "no stray resource is called " + Shown.quoted(name), Text.of("see: ", Next.of(Doctor.COMMAND)));
        }
    }

    /** What to type so that something is named. */
    static Text how(String name) {
        return Text.of(
                "to delete it with its data: ",
                Next.of(Doctor.COMMAND).with("fix").with("delete", name));
    }
}
