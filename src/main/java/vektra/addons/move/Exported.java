package vektra.addons.move;

import java.util.List;

/**
 * What is in a file that {@code home:export} wrote.
 *
 * @param addons those whose data are in it
 * @param backups how many backups there are beside those
 * @param notes what is not in it, one sentence each
 */
public record Exported(int apps, List<String> addons, int backups, List<String> notes) {}
