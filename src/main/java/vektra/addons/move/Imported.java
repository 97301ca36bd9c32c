package vektra.addons.move;

import java.util.List;

/**
 * What a home has that was imported.
 *
 * @param notes what is not as it was, one sentence each
 */
public record Imported(List<String> services, List<String> addons, List<String> apps, List<String> notes) {}
