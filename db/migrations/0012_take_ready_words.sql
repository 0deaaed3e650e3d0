-- The program makes the vectors, and knows the configurations that there are reviews in.
drop function in_section(tsvector, text);
drop function in_sections(tsquery, text[]);
drop table text_configs;
