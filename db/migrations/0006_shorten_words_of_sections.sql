-- A section's number alone stands before its words: as long as the blank before a word in a text, so that the words of the longest review fit.

create or replace function in_section(words tsvector, section text) returns tsvector
  language sql immutable strict parallel safe
  return regexp_replace(words::text, '(^| )''', '\1''' || section, 'g')::tsvector;

create or replace function in_sections(query tsquery, sections text[]) returns tsquery
  language sql immutable strict parallel safe
  return (
    select regexp_replace(query::text, '''((?:[^'']|'''')*)''', '(' || string_agg('''' || section || '\1''', ' | ') || ')', 'g')::tsquery
    from unnest(sections) section);

comment on column listing_texts.sections is 'the words of the sections, each with its section''s number in front: 3grain is in the third one, picture';
