package vektra.model;

/**
 * What one attachment logs in with.
 *
 * @param attachment whose credentials these are; the user's name on the server derives from it
 * @param user empty when the service knows no users
 */
public record Credentials(Id attachment, String user, Secret password) {}
