package vektra.model.addon;

import java.util.Map;
import vektra.model.name.Id;

/**
 * Something on a server whose name says that Vektra made it.
 *
 * @param name what the server calls it
 * @param resource as far as the name shows: enough to deprovision it, or to revoke its credentials
 * @param credentials the names of its logins by their ids, as far as the names show them
 * @param holds what would be lost with it, such as {@code 3 tables}; empty when it holds nothing, or was not looked at
 */
public record Resident(String name, Resource resource, Map<Id, String> credentials, String holds) {}
