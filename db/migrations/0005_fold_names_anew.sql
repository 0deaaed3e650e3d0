-- Which version of the program's folding a name was folded with: those of an earlier one are folded anew while the service runs, and what
-- becomes one thereby is merged.

alter table films add column folding smallint not null default 0;
comment on column films.folding is 'the version of the program''s rules that folded folded_title, and the titles in film_titles';
comment on column films.is_namesake is 'another row has the same title, year and kind: of another film, told apart by its identifiers, or of the one that it was merged with';
create index films_folding_idx on films (folding);

alter table reviewers
  add column folding smallint not null default 0,
  add column merged_into uuid constraint reviewers_merged_into_fkey references reviewers;
comment on column reviewers.folding is 'the version of the program''s rules that folded folded_name';
comment on column reviewers.merged_into is 'the reviewer that this one turned out to be; it stays, so that its id leads there, with its id for a folded name, which no name folds to';
create index reviewers_folding_idx on reviewers (folding);
