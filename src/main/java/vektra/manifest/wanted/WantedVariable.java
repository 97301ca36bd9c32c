package vektra.manifest.wanted;

import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Position;
import vektra.manifest.text.Value;

/**
 * A variable of an app.
 *
 * @param value in which {@code ${resource.part}} stands for a part of a resource, and {@code ${NAME}} for a config var of the
 * app; a dollar sign before that is written twice; null for one without a value
 * @param generated whether one without a value gets a random one, else the user must set it
 */
public record WantedVariable(
        Position at, String name, @Nullable Value value, boolean generated) {
    /** One that is not generated. */
    public WantedVariable(Position at, String name, @Nullable Value value) {
        this(at, name, value, false);
    }
}
