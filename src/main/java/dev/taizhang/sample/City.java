package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The whole synthetic city.
 *
 * @param seed the seed that it was drawn from
 * @param timeline the months that it covers
 * @param projects every project that is listed at the end, then those that left before
 * @param decoys projects that exist nowhere but in rows that are wrong
 * @param stranger a project that exists nowhere but in a set of shares
 */
record City(long seed, Timeline timeline, List<Project> projects, List<Project> decoys, Project stranger) {
    static City draw(int projects, Timeline timeline, long seed) {
        Population population = new Population(projects, timeline, seed);
        List<Project> decoys = new ArrayList<>();
        Flaw.IN_LISTS.forEach(flaw -> decoys.add(population.decoy(flaw.district(), decoys.size())));
        Project stranger = population.decoy(District.ALL.get(0), decoys.size());
        return new City(seed, timeline, population.projects().toList(), List.copyOf(decoys), stranger);
    }

    /** The projects of a district that its list names at a date, in the order of their numbers. */
    List<Project> listed(District district, LocalDate date) {
        return projects.stream()
                .filter(project -> project.district().equals(district))
                .filter(project -> project.life().listedOn(date))
                .toList();
    }

    /** All projects that the lists of a date name. */
    List<Project> listed(LocalDate date) {
        return projects.stream()
                .filter(project -> project.life().listedOn(date))
                .toList();
    }

    /** The first project of one district's last list has a cluster there that nobody knows. */
    Listing withFlaw(Listing listing) {
        District district = listing.project().district();
        boolean flawed = district.code().equals(Flaw.UNKNOWN_CLUSTER_IN)
                && listing.date().equals(Timeline.END)
                && listed(district, Timeline.END).get(0).equals(listing.project());
        return flawed ? new Listing(listing.project(), listing.date(), Flaw.UNKNOWN_CLUSTER) : listing;
    }

    /** Every project of a district that was ever listed, in the order of codes, as progress reports keep it. */
    List<Project> everListed(District district) {
        return projects.stream()
                .filter(project -> project.district().equals(district))
                .sorted(Comparator.comparing(Project::code))
                .toList();
    }
}
