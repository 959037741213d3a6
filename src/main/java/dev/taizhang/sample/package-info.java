/**
 * The synthetic sample city: the deliveries of an invented portfolio, so that a fresh clone has data to run on.
 *
 * <p>The data are not real: owners, projects, leaders and figures are drawn from a seed, and every name is marked as an
 * example. The package is ordered from the drawing to the files. {@link dev.taizhang.sample.Dice} and {@link
 * dev.taizhang.sample.Quotas} draw. {@link dev.taizhang.sample.Life}, {@link dev.taizhang.sample.Project} and {@link
 * dev.taizhang.sample.Population} define the true state. {@link dev.taizhang.sample.Spending} computes the spending
 * month by month. {@link dev.taizhang.sample.ProjectLists}, {@link dev.taizhang.sample.ProgressReports}, {@link
 * dev.taizhang.sample.YearTargets} and {@link dev.taizhang.sample.Allocations} lay out these data. {@link
 * dev.taizhang.sample.Contract}, {@link dev.taizhang.sample.Bottleneck}, {@link dev.taizhang.sample.Approval} and
 * {@link dev.taizhang.sample.IndustrialOutput} exist beside the projects, and each {@link dev.taizhang.sample.Register}
 * of them is delivered from month to month. {@link dev.taizhang.sample.OfficeFiles} writes the data as offices do,
 * {@link dev.taizhang.sample.LargeFiles} as a few large files, and {@link dev.taizhang.sample.KnownFacts} contains the
 * facts that a reader must find. The package imports no other package of Taizhang, so that a fault in one of them
 * cannot be hidden by the data that test it.
 */
package dev.taizhang.sample;
