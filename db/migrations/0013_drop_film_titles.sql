-- Titles are looked for in memory, where each film has those that its published reviews print and those that it was corrected to.

drop table film_titles;
comment on column films.folding is 'the version of the program''s rules that folded folded_title';
