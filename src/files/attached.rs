//! The files at a place, for statements of the rooms that attach them.

/// An SQL expression for the files at a place, as [`super::File`]s in JSON; `condition` says at which, of `attached`, the files.
#[must_use]
pub fn attached_at(condition: &str) -> String {
    format!(
        "(select coalesce(jsonb_agg(jsonb_build_object('number', attached.number, 'name', attached.name, 'versions',
              (select jsonb_agg(jsonb_build_object('version', v.version, 'bytes', v.bytes, 'media_type', v.media_type, 'by', u.name,
                                                   'side', v.uploaded_side, 'at', v.uploaded_at) order by v.version desc)
               from file_versions v join persons u on u.id = v.uploaded_by
               where v.engagement_id = attached.engagement_id and v.file = attached.number)) order by attached.number), '[]')
          from files attached where attached.taken_away_at is null and {condition})"
    )
}
