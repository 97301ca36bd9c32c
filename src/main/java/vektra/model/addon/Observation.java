package vektra.model.addon;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vektra.model.name.Id;
import vektra.model.text.Figure;

/**
 * What a server really has of a resource.
 *
 * @param exists whether the resource is there at all
 * @param attachments the briefs ({@link Id#brief}) of the attachments' credentials that are live on the server
 * @param figures what else is worth showing, such as size or connections; label to text, in order
 */
public record Observation(boolean exists, Set<String> attachments, Map<String, Figure> figures) {
    /** The figure with the bytes of its data. */
    public static final String SIZE = "size";

    /** The figure that counts the connections to it. */
    public static final String CONNECTIONS = "connections";

    /** The bytes of its data; empty when the server does not say. */
    public Optional<Long> size() {
        return number(SIZE);
    }

    /** A figure that is a whole number; empty when the server does not say it. */
    public Optional<Long> number(String figure) {
        return Optional.ofNullable(figures.get(figure))
                .map(Figure::value)
                .filter(Long.class::isInstance)
                .map(Long.class::cast);
    }
}
