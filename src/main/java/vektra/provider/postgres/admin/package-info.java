/** What Vektra does as an administrator of a PostgreSQL server: roles and their rights, logins, and who may connect. */
@NullMarked
package vektra.provider.postgres.admin;

import org.jspecify.annotations.NullMarked;
