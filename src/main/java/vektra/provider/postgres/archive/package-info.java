/** What is kept of a managed server so that its data can be had as they were at a moment, and how it is brought there. */
@NullMarked
package vektra.provider.postgres.archive;

import org.jspecify.annotations.NullMarked;
