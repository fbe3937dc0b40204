/**
 * What the tests speak: Tomcats in processes of their own, brokers, a browser, and clients that do what a good client would
 * not. {@link org.asyncshowcase.testing.App} is where to begin; docs/testing.md says which test runs where.
 */
package org.asyncshowcase.testing;
