package vektra.model.addon;

import vektra.model.name.Id;
import vektra.model.text.Secret;

/**
 * What an attachment logs in with.
 *
 * @param id the user's name on the server derives from it, so that an attachment may have two of them for a while; the
 *     first ones of an attachment have its id
 * @param user empty when the service knows no users
 */
public record Credentials(Id id, String user, Secret password) {}
