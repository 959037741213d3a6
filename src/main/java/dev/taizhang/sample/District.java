package dev.taizhang.sample;

import static dev.taizhang.sample.MoneyUnit.HUNDRED_MILLION_IN_HEADER;
import static dev.taizhang.sample.MoneyUnit.TEN_THOUSAND_IN_HEADER;
import static dev.taizhang.sample.MoneyUnit.TEN_THOUSAND_IN_TITLE;

import java.util.List;

/**
 * A county or development zone, with the habits of its office.
 *
 * @param code the county's code of GB/T 2260, or this office's own code of a zone
 * @param name the Chinese name
 * @param weight its share of the city's projects, in percent
 * @param manner how it writes dates and amounts in project lists
 * @param form the form of its files
 * @param formerForm the form in which it sent the progress of earlier years
 * @param yearOpening how it reports January
 */
record District(
        String code,
        String name,
        int weight,
        Manner manner,
        FileForm form,
        FileForm formerForm,
        YearOpening yearOpening) {

    /** How an office reports the first months of a year. */
    enum YearOpening {
        /** January has a row of its own. */
        EVERY_MONTH,
        /** January is reported with February, which gives the year to date but no month. */
        JANUARY_WITH_FEBRUARY
    }

    static final List<District> ALL = List.of(
            county("140702", "榆次区", 14, DateForm.CHINESE, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140703", "太谷区", 9, DateForm.NUMBER, HUNDRED_MILLION_IN_HEADER, YearOpening.JANUARY_WITH_FEBRUARY),
            county("140721", "榆社县", 5, DateForm.DASHED, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140722", "左权县", 6, DateForm.DOTTED, HUNDRED_MILLION_IN_HEADER, YearOpening.EVERY_MONTH),
            county("140723", "和顺县", 5, DateForm.SLASHED, TEN_THOUSAND_IN_TITLE, YearOpening.JANUARY_WITH_FEBRUARY),
            county("140724", "昔阳县", 6, DateForm.NUMBER, TEN_THOUSAND_IN_HEADER, YearOpening.EVERY_MONTH),
            county("140725", "寿阳县", 8, DateForm.DOTTED, TEN_THOUSAND_IN_HEADER, YearOpening.EVERY_MONTH),
            county("140727", "祁县", 8, DateForm.CHINESE, TEN_THOUSAND_IN_TITLE, YearOpening.JANUARY_WITH_FEBRUARY),
            county("140728", "平遥县", 9, DateForm.DASHED, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140729", "灵石县", 9, DateForm.SLASHED, TEN_THOUSAND_IN_TITLE, YearOpening.EVERY_MONTH),
            county("140781", "介休市", 11, DateForm.CHINESE, HUNDRED_MILLION_IN_HEADER, YearOpening.EVERY_MONTH),
            zone("1407Z1", "晋中开发区", 7, DateForm.DASHED, FileForm.PARQUET, YearOpening.JANUARY_WITH_FEBRUARY),
            zone("1407Z2", "晋中国家农高区", 3, DateForm.SLASHED, FileForm.JSON_LINES, YearOpening.EVERY_MONTH));

    static District coded(String code) {
        return ALL.stream()
                .filter(district -> district.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No district " + code + "."));
    }

    private static District county(
            String code, String name, int weight, DateForm dates, MoneyUnit unit, YearOpening opening) {
        return new District(code, name, weight, new Manner(dates, unit), FileForm.WORKBOOK, FileForm.WORKBOOK, opening);
    }

    private static District zone(
            String code, String name, int weight, DateForm dates, FileForm former, YearOpening opening) {
        return new District(
                code, name, weight, new Manner(dates, TEN_THOUSAND_IN_HEADER), FileForm.CSV, former, opening);
    }

    /** Returns the form of the progress reports of a year. */
    FileForm formIn(int year) {
        return year < Timeline.END.getYear() ? formerForm : form;
    }
}
