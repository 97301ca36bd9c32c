/** What a service is: its plans, options and actions, and the server behind it. */
@NullMarked
package vektra.model.service;

import org.jspecify.annotations.NullMarked;
