package vektra.model;

import java.util.Map;

/**
 * What an add-on is on its server.
 *
 * @param id the add-on's id; names on the server derive from it and the label alone, so that what a crash left is found
 * @param label the owning app's name at birth, for people who look at the server
 * @param facts what only the provider understands, such as the number of a database; empty before provisioning
 */
public record Resource(Id id, String label, Map<String, String> facts) {}
