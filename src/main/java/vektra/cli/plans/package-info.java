/** Commands on plans, and on spaces with the tags that a plan requires. */
@NullMarked
package vektra.cli.plans;

import org.jspecify.annotations.NullMarked;
