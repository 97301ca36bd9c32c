/** What an add-on is: its resource, its attachments and credentials, and what is known about it. */
@NullMarked
package vektra.model.addon;

import org.jspecify.annotations.NullMarked;
