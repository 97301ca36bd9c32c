/** Sessions on a PostgreSQL server: its URL, connecting, and what databases and roles of add-ons are called there. */
@NullMarked
package vektra.provider.postgres.session;

import org.jspecify.annotations.NullMarked;
