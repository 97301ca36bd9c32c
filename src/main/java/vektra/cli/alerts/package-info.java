/** Commands on alerts: where the messages of monitors go. */
@NullMarked
package vektra.cli.alerts;

import org.jspecify.annotations.NullMarked;
