/**
 * What models there are: {@link org.liverystudio.ai.hub.catalogue.Catalogue} names the files that
 * this program knows, {@link org.liverystudio.ai.hub.catalogue.ModelStore} tells which of them are
 * here.
 */
package org.liverystudio.ai.hub.catalogue;
