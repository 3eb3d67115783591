/**
 * How large and how fine a picture is wanted: {@link org.liverystudio.ai.job.detail.Detail} and its
 * parts, their rules, and their place in a recipe.
 */
package org.liverystudio.ai.job.detail;
