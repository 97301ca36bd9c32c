package vektra.model.service;

import java.util.List;
import java.util.Map;

/**
 * A program of a service, such as its interactive client, ready to be run for one attachment.
 *
 * @param environment variables that carry the secrets, since arguments can be seen by everyone
 */
public record Client(List<String> command, Map<String, String> environment) {}
