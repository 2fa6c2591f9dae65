/* Layout: pages, and rules that hold of any document.  Tests of paragraphs, tables and
 * charts stand in headers of their own. */
#include "layout_draft.h"
#include "layout_breaks.h"
#include "layout_chart_kinds.h"
#include "layout_charts.h"
#include "layout_colours.h"
#include "layout_extremes.h"
#include "layout_figures.h"
#include "layout_lists.h"
#include "layout_pages.h"
#include "layout_paragraphs.h"
#include "layout_proof.h"
#include "layout_random.h"
#include "layout_references.h"
#include "layout_scales.h"
#include "layout_scripts.h"
#include "layout_tight.h"

static void the_same_document_gives_the_same_pages(void **state) {
    (void) state;
    Draft *a = draft_new(), *b = draft_new();
    generate(a, 77);
    generate(b, 77);
    Text first = {.arena = a->arena}, second = {.arena = b->arena};
    pages_dump(lay_out(a), &first);
    pages_dump(lay_out(b), &second);
    assert_true(first.length > 1000);
    assert_string_equal(text_string(&first), text_string(&second));
    draft_free(a);
    draft_free(b);
}

static void a_missing_face_falls_back_and_a_missing_family_fails(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *p = add_paragraph(d, d->document.root, "slanted");
    p->runs.first->bold = p->runs.first->italic = true;
    Pages *pages = lay_out(d);
    assert_non_null(find_word(pages, "slanted", NULL));
    d->families[0].regular = "NoSuchFont.ttf";
    d->families[0].bold = d->families[0].italic = NULL;
    assert_null(layout_document(&d->document, d->fonts, d->arena, d->diags));
    assert_int_equal(diags_worst(d->diags), FAULT_MISSING);
    draft_free(d);
}

static void a_page_without_room_is_an_error_in_the_template(void **state) {
    (void) state;
    Draft *d = draft_new();
    set_page(d, 595276, 841890, 500000, 65000);
    assert_null(layout_document(&d->document, d->fonts, d->arena, d->diags));
    assert_int_equal(diags_worst(d->diags), FAULT_DATA);
    draft_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_all_items_begins_on_one_line),
        cmocka_unit_test(a_list_keeps_its_distance),
        cmocka_unit_test(a_term_stands_beside_its_description_or_above),
        cmocka_unit_test(a_term_of_two_lines_keeps_the_next_item_away),
        cmocka_unit_test(a_term_in_larger_type_keeps_clear_of_the_item_above),
        cmocka_unit_test(a_marker_stays_on_the_page_beside_a_box_that_fills_one),
        cmocka_unit_test(markers_in_a_narrow_column_keep_their_room),
        cmocka_unit_test(what_introduces_a_list_stays_with_it),
        cmocka_unit_test(a_reference_says_the_page_that_comes_later),
        cmocka_unit_test(a_list_of_pages_goes_by_the_pages_and_names_each_once),
        cmocka_unit_test(a_number_that_moves_its_page_takes_a_third_pass),
        cmocka_unit_test(a_number_that_never_settles_is_warned_of),
        cmocka_unit_test(what_is_set_again_keeps_its_place),
        cmocka_unit_test(a_section_is_led_to_though_its_first_words_are_set_again),
        cmocka_unit_test(a_section_is_led_to_though_it_begins_with_nothing),
        cmocka_unit_test(
            a_side_note_keeps_its_footnote_when_its_paragraph_is_set_again),
        cmocka_unit_test(grounds_lie_behind_pages_that_were_built_again),
        cmocka_unit_test(contents_end_in_page_numbers_below_each_other),
        cmocka_unit_test(contents_are_left_out_of_a_short_document),
        cmocka_unit_test(total_fit_sets_more_evenly_than_first_fit),
        cmocka_unit_test(a_forced_break_ends_its_line),
        cmocka_unit_test(justified_lines_end_at_the_margin),
        cmocka_unit_test(word_gaps_of_justified_lines_are_even),
        cmocka_unit_test(letters_are_not_expanded_beyond_the_styles_share),
        cmocka_unit_test(a_style_says_how_loose_its_spaces_may_be),
        cmocka_unit_test(stops_and_quotes_hang_outside_the_margins),
        cmocka_unit_test(a_line_that_ends_in_a_comma_reaches_beyond_the_margin),
        cmocka_unit_test(words_know_whether_a_space_follows),
        cmocka_unit_test(a_no_break_space_holds_words_together),
        cmocka_unit_test(a_hyphen_at_a_lines_end_is_not_read),
        cmocka_unit_test(the_words_of_a_figure_are_divided_last),
        cmocka_unit_test(a_document_may_say_where_its_words_are_divided),
        cmocka_unit_test(the_emergency_pass_sets_what_meets_no_tolerance),
        cmocka_unit_test(no_hyphens_stand_on_two_lines_running_in_a_column),
        cmocka_unit_test(a_word_of_500_letters_is_cut_with_a_warning),
        cmocka_unit_test(words_that_hold_together_are_cut_when_no_line_holds_them),
        cmocka_unit_test(a_word_wider_than_an_indented_first_line_is_cut),
        cmocka_unit_test(blocks_without_text_set_nothing),
        cmocka_unit_test(a_character_that_the_family_lacks_is_set_by_its_fallback),
        cmocka_unit_test(a_fallback_that_is_not_installed_matters_only_when_needed),
        cmocka_unit_test(a_character_of_no_font_is_named_with_its_line),
        cmocka_unit_test(a_quarter_em_parts_latin_from_ideographs),
        cmocka_unit_test(english_words_in_a_japanese_line_are_spaced_as_japanese),
        cmocka_unit_test(punctuation_in_a_row_gives_up_its_blank),
        cmocka_unit_test(justified_japanese_lines_end_at_the_margin),
        cmocka_unit_test(hebrew_words_stand_from_right_to_left),
        cmocka_unit_test(brackets_are_mirrored_where_text_runs_leftwards),
        cmocka_unit_test(hebrew_in_an_english_line_turns_only_itself),
        cmocka_unit_test(the_mark_of_a_note_keeps_to_its_hebrew_word),
        cmocka_unit_test(sparklines_run_rightwards_in_hebrew_too),
        cmocka_unit_test(a_hebrew_table_begins_at_the_right),
        cmocka_unit_test(text_stands_on_the_grid_on_every_page),
        cmocka_unit_test(a_heading_never_ends_a_page),
        cmocka_unit_test(no_page_begins_with_a_widow_or_ends_with_an_orphan),
        cmocka_unit_test(a_box_stays_on_one_page_unless_it_fills_more),
        cmocka_unit_test(a_footnote_stands_on_the_page_of_its_mark),
        cmocka_unit_test(a_note_longer_than_a_page_goes_on_at_the_next_foot),
        cmocka_unit_test(the_foot_counts_the_pages),
        cmocka_unit_test(text_goes_on_while_a_chart_waits_for_the_next_page),
        cmocka_unit_test(a_chart_at_the_end_of_a_section_is_not_overtaken),
        cmocka_unit_test(a_last_page_of_a_line_is_pulled_back),
        cmocka_unit_test(columns_taller_than_a_page_are_set_below_each_other),
        cmocka_unit_test(columns_start_on_one_line),
        cmocka_unit_test(text_flows_through_columns_and_the_last_are_even),
        cmocka_unit_test(columns_end_at_one_height_above_what_goes_through_them),
        cmocka_unit_test(columns_have_no_widows_and_their_lines_stand_on_the_grid),
        cmocka_unit_test(no_heading_of_a_column_is_stranded),
        cmocka_unit_test(what_floats_keeps_its_order_and_is_a_page_away_at_most),
        cmocka_unit_test(a_float_stands_at_the_top_or_foot_and_text_goes_on),
        cmocka_unit_test(what_floats_leaves_room_for_what_stays_together_around_it),
        cmocka_unit_test(a_heading_waits_for_what_floats_before_it),
        cmocka_unit_test(side_notes_do_not_meet_and_stay_on_the_page),
        cmocka_unit_test(a_side_note_without_room_is_set_in_the_text),
        cmocka_unit_test(a_note_behind_one_that_is_set_in_the_text_is_read_after_it),
        cmocka_unit_test(a_section_may_stand_on_pages_of_another_shape),
        cmocka_unit_test(pages_at_the_left_mirror_their_margins),
        cmocka_unit_test(front_matter_has_roman_numbers_of_its_own),
        cmocka_unit_test(running_heads_name_the_first_and_the_last_section),
        cmocka_unit_test(ten_thousand_notes_take_room_by_their_number),
        cmocka_unit_test(sections_may_be_nested_five_hundred_deep),
        cmocka_unit_test(a_last_page_is_a_quarter_full),
        cmocka_unit_test(a_repeated_header_takes_room_on_every_page),
        cmocka_unit_test(figures_stand_on_their_decimal_point),
        cmocka_unit_test(a_decimal_comma_is_a_point_where_the_text_says_so),
        cmocka_unit_test(notes_of_a_table_are_numbered_as_they_are_read),
        cmocka_unit_test(a_spark_stands_in_its_cell_beside_the_text),
        cmocka_unit_test(superiors_behind_a_figure_do_not_reach_into_the_next_column),
        cmocka_unit_test(heads_stand_at_the_bottom_of_their_row),
        cmocka_unit_test(a_table_wider_than_the_page_is_squeezed_with_a_warning),
        cmocka_unit_test(a_table_of_more_columns_than_letters_fit_is_an_error),
        cmocka_unit_test(a_column_of_no_width_is_widened_with_a_warning),
        cmocka_unit_test(a_row_taller_than_a_page_goes_on_on_the_next),
        cmocka_unit_test(a_row_of_cells_out_of_step_goes_on_on_the_next_page),
        cmocka_unit_test(a_table_without_rows_keeps_its_caption),
        cmocka_unit_test(rows_of_a_long_table_are_set_when_their_page_is_read),
        cmocka_unit_test(every_other_row_of_a_zebra_has_a_ground),
        cmocka_unit_test(a_box_lies_behind_its_text),
        cmocka_unit_test(values_of_key_figures_share_a_baseline),
        cmocka_unit_test(ticks_are_round_and_cover_the_data),
        cmocka_unit_test(bars_are_as_long_as_their_values),
        cmocka_unit_test(names_have_the_room_of_bold_letters),
        cmocka_unit_test(a_chart_keeps_the_space_above_its_title),
        cmocka_unit_test(names_at_the_ends_of_lines_do_not_overlap),
        cmocka_unit_test(labels_of_events_do_not_overlap),
        cmocka_unit_test(a_name_of_an_event_may_be_wider_than_either_side),
        cmocka_unit_test(names_of_lines_keep_clear_of_those_of_events),
        cmocka_unit_test(numbers_below_a_narrow_chart_stand_apart),
        cmocka_unit_test(a_gap_splits_the_line_and_a_lone_point_is_a_dot),
        cmocka_unit_test(a_chart_without_data_says_so),
        cmocka_unit_test(a_chart_of_one_point_or_equal_values_is_drawn),
        cmocka_unit_test(labels_of_no_kind_overlap),
        cmocka_unit_test(every_kind_takes_extreme_values),
        cmocka_unit_test(columns_are_as_high_as_their_values),
        cmocka_unit_test(parts_of_a_stack_stand_on_each_other_and_negative_ones_apart),
        cmocka_unit_test(bubbles_have_areas_as_their_sizes),
        cmocka_unit_test(a_line_of_many_points_is_thinned_without_a_visible_change),
        cmocka_unit_test(a_cut_axis_is_marked_and_lengths_are_never_cut),
        cmocka_unit_test(ticks_of_any_range_cover_it),
        cmocka_unit_test(dates_are_named_by_their_calendar),
        cmocka_unit_test(colours_keep_apart_for_all_eyes_and_in_grey),
        cmocka_unit_test(each_word_stands_once_and_on_a_page),
        cmocka_unit_test(a_word_that_is_lost_is_found_out),
        cmocka_unit_test(a_word_that_stands_twice_is_found_out),
        cmocka_unit_test(passages_out_of_order_are_found_out),
        cmocka_unit_test(a_lost_note_is_found_out),
        cmocka_unit_test(key_figures_taller_than_a_page_stand_below_each_other),
        cmocka_unit_test(a_chart_under_words_that_fill_a_page_stands_on_the_next),
        cmocka_unit_test(a_long_note_leaves_room_for_what_must_stay_with_its_mark),
        cmocka_unit_test(a_note_keeps_clear_of_a_cell_that_spans_rows),
        cmocka_unit_test(a_picture_leaves_room_for_its_note),
        cmocka_unit_test(a_note_does_not_stand_above_what_floats_and_fills_the_page),
        cmocka_unit_test(a_picture_under_words_that_fill_a_page_stands_on_the_next),
        cmocka_unit_test(contents_left_out_for_want_of_pages_can_be_led_to),
        cmocka_unit_test(markers_of_items_that_hold_only_rules_stand_apart),
        cmocka_unit_test(a_hanging_indent_does_not_pull_an_item_over_its_marker),
        cmocka_unit_test(a_running_head_longer_than_its_line_is_shortened),
        cmocka_unit_test(a_word_of_100000_letters_is_cut_in_linear_room),
        cmocka_unit_test(a_word_wider_than_any_length_loses_nothing),
        cmocka_unit_test(a_paragraph_of_200000_words_is_set_in_linear_room),
        cmocka_unit_test(a_paragraph_of_50000_runs_is_set_in_linear_room),
        cmocka_unit_test(ten_thousand_footnotes_stand_in_linear_room),
        cmocka_unit_test(ten_thousand_footnotes_of_one_word_stand_in_linear_room),
        cmocka_unit_test(a_hundred_thousand_page_breaks_are_one),
        cmocka_unit_test(blocks_that_all_keep_together_fill_pages_in_linear_room),
        cmocka_unit_test(headings_without_text_fill_pages_in_linear_room),
        cmocka_unit_test(blocks_500_deep_are_set),
        cmocka_unit_test(blocks_with_nothing_in_them_make_one_page),
        cmocka_unit_test(text_that_only_steers_is_set_as_nothing),
        cmocka_unit_test(ten_thousand_marks_on_one_letter_stay_on_the_page),
        cmocka_unit_test(type_of_any_size_stays_on_the_page),
        cmocka_unit_test(indents_and_spaces_of_any_size_stay_on_the_page),
        cmocka_unit_test(pages_of_any_document_are_proven),
        cmocka_unit_test(the_same_document_gives_the_same_pages),
        cmocka_unit_test(a_missing_face_falls_back_and_a_missing_family_fails),
        cmocka_unit_test(a_page_without_room_is_an_error_in_the_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
