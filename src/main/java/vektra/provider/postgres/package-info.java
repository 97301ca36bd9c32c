/** PostgreSQL as an add-on: a database and an owner role per add-on, a login role per attachment. */
@NullMarked
package vektra.provider.postgres;

import org.jspecify.annotations.NullMarked;
